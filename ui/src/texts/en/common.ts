/** Words that many screens share. */
export const common = {
  cancel: "Cancel",
  close: "Close",
  continue: "Continue",
  undo: "Undo",
  save: "Save",
  discard: "Discard",
  try_again: "Try again",
  found_of: "{{found}} of {{all}}",
  nothing_found: "Nothing found",
  none: "–",
  people_one: "1 person",
  people_other: "{{count, number}} people",
} as const;
