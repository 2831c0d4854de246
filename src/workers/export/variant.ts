/** A way a model can leave. */
import type { FormatFiles } from '../../exchange/format-files';
import type { ModelDescription, ModelFormat, Precision } from '../../exchange/model-description';
import type { WholeModel } from '../../model/whole';
import type { Outcome } from '../../outcome';
import type { Answering } from './reopened-model';

export interface Variant {
  readonly format: ModelFormat;
  readonly precision: Precision;
  /** Leaves as the one file it is, not in a zip with README, labels and golden pictures. */
  readonly bare?: { ending: string; type: string };
  /** Fails with 'unsupported-layer' where the format cannot say what a layer does. */
  write(whole: WholeModel, model: ModelDescription): Promise<Outcome<FormatFiles>>;
  /** @param file What `packModel` made of it. */
  open(file: Blob, whole: WholeModel): Promise<Outcome<Answering>>;
}
