/** How a head chooses among labels. */

/** `softmax`: exactly one label a picture. `sigmoid`: each label on its own (tags). */
export type HeadKind = 'softmax' | 'sigmoid';
