/** Words that many screens share. */
export const common = {
  cancel: "Cancel",
  close: "Close",
  done: "Done",
  confirm: "Confirm",
  delete: "Delete",
  name: "Name",
  username: "Username",
  found_of: "{{found}} of {{all}}",
  none: "–",
} as const;
