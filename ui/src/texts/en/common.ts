/** Words that many screens share. */
export const common = {
  cancel: "Cancel",
  found_of: "{{found}} of {{all}}",
  none: "–",
} as const;
