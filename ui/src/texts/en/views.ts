/** What the screens of one feature say around its lists. */
export const views = {
  account: { title: "My account" },
  activity: {
    title: "Activity",
    filter: "Filter activity",
    filter_example: "Filter by a word, by:root, on:Finance, is:refused, since:7d",
    export: "Export activity",
    remove_old: "Remove old events",
  },
  checkpoints: {
    one: "Checkpoint",
    about:
      "Keep these words outside this computer: print them, mail them, read them to a colleague. If anyone, even someone with the key, later changes the history up to now, they no longer match. They reveal nothing.",
    the_checkpoint: "the checkpoint",
    print: "Print…",
    check: "Check an earlier one",
    check_about: "Enter the words that were kept: they match if nothing was changed.",
  },
  backups: {
    restore: "Restore",
    restore_about:
      "Puts everything back as it was when the backup was made, and signs everyone out. Close this window first; what is here now is kept in a folder beside it.",
    command: "Command",
    the_command: "the command",
    key: "Encryption key",
    key_about:
      "Everything on disk is encrypted with one key. Two of the three pages of a recovery kit restore it if it is lost.",
    key_kept: "Kept",
    in_keychain: "in this computer's keychain",
    in_file: "in a file, protected by a passphrase",
    move_key: "Move the key…",
    kit: "Recovery kit",
    make_kit: "Recovery kit…",
    kit_made: "made <when/>",
    kit_not_made: "not made yet",
  },
  import: {
    from_django: "From a Django site",
    about:
      "People, groups, permissions and passwords. Everyone keeps their password. You see a preview before anything is changed.",
  },
  clients: {
    title: "Apps",
    local: "Local apps",
    filter: "Filter apps",
    filter_example: "Filter by name, audience, signed:…",
    add: "Add app",
    none: "No apps yet",
    about:
      "A local app is one of your own programs that accepts Portreeve's tokens. Add it and export its config: it can then verify tokens offline.",
    this: "This app",
    back: "Back to all apps",
    inspect_here: "Inspect a token here",
  },
  tokens: {
    inspect: "Inspect a token",
    none: "No token was refreshed yet",
    about:
      "Apps refresh their tokens while people work with them; each refresh is counted here for 90 days. The contents of a token can be inspected at any time, and it never leaves this computer.",
    by_day_one: "1 refresh, by day",
    by_day_other: "{{count, number}} refreshes, by day",
    list: "Token use",
    earlier_one: "1 earlier line: <b>{{command}}</b>",
    earlier_other: "{{count, number}} earlier lines: <b>{{command}}</b>",
  },
  keys: {
    title: "Signing keys",
    all: "All keys (JWKS)",
    all_what: "all keys (JWKS)",
    none: "No signing keys yet",
    about: "Portreeve makes one when the first app is added that verifies tokens with a public key.",
  },
  groups: {
    title: "Groups",
    filter: "Filter groups",
    filter_example: "Filter by name, is:empty, grants:…, parent:…",
    add: "Add group",
    none: "No groups yet",
    about:
      "Everyone in a group gets its permissions. Put a group into another, and its members get the parent's permissions, too.",
  },
  people: {
    title: "People",
    filter: "Filter people",
    filter_example: "Filter by name, is:active, group:…, last_sign_in:…",
    export: "Export…",
    export_people: "Export people",
    import: "Import",
    add: "Add person",
  },
  sessions: {
    title: "Sessions",
    filter: "Filter sessions",
    filter_example: "Filter by person or app, is:window, older:7d",
    none: "No sessions",
    about: "Signed-in windows and terminals, and refresh tokens of apps. Ending one works at once.",
  },
} as const;
