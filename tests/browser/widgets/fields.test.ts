import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Button from '../../../src/widgets/Button.svelte';
import Checkbox from '../../../src/widgets/Checkbox.svelte';
import Choice from '../../../src/widgets/Choice.svelte';
import Select from '../../../src/widgets/Select.svelte';
import TextField from '../../../src/widgets/TextField.svelte';
import { content, show } from './mounted';

describe('a text field', () => {
  it('is found by its label and described by its hint', async () => {
    show(TextField, { label: 'Your name', value: 'Ada', hint: 'Stays in this browser.' });
    const field = page.getByRole('textbox', { name: 'Your name' });
    await expect.element(field).toHaveValue('Ada');
    await expect.element(field).toHaveAccessibleDescription('Stays in this browser.');
    await expect.element(field).not.toHaveAttribute('aria-invalid');
  });

  it('says what is wrong with it', async () => {
    show(TextField, { label: 'Name', value: '', error: 'A label needs a name.' });
    const field = page.getByRole('textbox', { name: 'Name' });
    await expect.element(field).toBeInvalid();
    await expect.element(field).toHaveAccessibleDescription('A label needs a name.');
  });

  it('reports each letter, and once more when the person leaves it', async () => {
    const oninput = vi.fn();
    const onchange = vi.fn();
    show(TextField, { label: 'Name', value: '', oninput, onchange });
    await page.getByRole('textbox', { name: 'Name' }).click();
    await userEvent.keyboard('Fern');
    expect(oninput).toHaveBeenLastCalledWith('Fern');
    expect(onchange).not.toHaveBeenCalled();
    await userEvent.keyboard('{Tab}');
    expect(onchange).toHaveBeenCalledExactlyOnceWith('Fern');
  });
});

describe('a choice', () => {
  it('is one stop of the Tab key, and the arrows choose', async () => {
    const onchange = vi.fn();
    show(Choice, {
      legend: 'How many labels can a picture have?',
      value: 'single',
      options: [
        { value: 'single', label: 'One' },
        { value: 'tags', label: 'Several', hint: 'Any number of tags.' },
      ],
      onchange,
    });
    await expect
      .element(page.getByRole('group', { name: 'How many labels can a picture have?' }))
      .toBeInTheDocument();
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('radio', { name: 'One' })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('radio', { name: /Several/ })).toBeChecked();
    expect(onchange).toHaveBeenCalledExactlyOnceWith('tags');
  });
});

describe('a select and a checkbox', () => {
  it('report what was chosen', async () => {
    const onchange = vi.fn();
    show(Select, {
      label: 'Format',
      value: 'float32',
      options: [
        { value: 'float32', label: 'Full' },
        { value: 'float16', label: 'Half' },
      ],
      onchange,
    });
    await page.getByRole('combobox', { name: 'Format' }).selectOptions('Half');
    expect(onchange).toHaveBeenCalledExactlyOnceWith('float16');
  });

  it('can be ticked by its words', async () => {
    const onchange = vi.fn();
    show(Checkbox, { label: 'Notes', checked: false, hint: 'They may be private.', onchange });
    await page.getByText('Notes').click();
    expect(onchange).toHaveBeenCalledExactlyOnceWith(true);
    await expect
      .element(page.getByRole('checkbox', { name: 'Notes' }))
      .toHaveAccessibleDescription('They may be private.');
  });
});

describe('a button', () => {
  it('tells its key without changing its name', async () => {
    show(Button, { shortcut: 'S', children: content('Skip') });
    const button = page.getByRole('button', { name: 'Skip', exact: true });
    await expect.element(button).toHaveAttribute('aria-keyshortcuts', 'S');
  });

  it('is a link where it leads somewhere', async () => {
    show(Button, { href: '#/', children: content('All collections') });
    await expect
      .element(page.getByRole('link', { name: 'All collections' }))
      .toHaveAttribute('href', '#/');
  });
});
