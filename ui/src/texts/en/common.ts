/** Words that many screens share. */
export const common = {
  cancel: "Cancel",
  close: "Close",
  back: "Back",
  save_as: "Save as",
  found_of: "{{found}} of {{all}}",
  none: "–",
  team: "Team",
  people: "People",
  groups: "Groups",
  local_apps: "Local apps",
  username: "Username",
  password: "Password",
  passphrase: "Passphrase",
} as const;
