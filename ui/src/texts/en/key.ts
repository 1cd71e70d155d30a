export const key = {
  algorithm: "Algorithm",
  id: "Key ID",
  status: "Status",
  created: "Created",
  signs: "signs",
  replaced: "replaced",
  one: "Signing key",
  title: "{{algorithm}} key",
  valid_until: "Valid until",
  public: "Public key",
  the_public: "the {{algorithm}} public key",

  where: "Where should the encryption key be kept?",
  in_keychain: "In this computer's keychain",
  in_keychain_about:
    "Unlocks when you log in. Nothing to remember, but anyone who can use your computer account can open it.",
  no_keychain: "No keychain is available on this computer.",
  in_file: "In a file, protected by a passphrase",
  in_file_about: "You enter it each time Portreeve starts. If you forget it, nobody can recover it.",

  move: "Move the key",
  move_to_file: "Move the key to a file",
  move_to_file_about:
    "Portreeve asks for the passphrase each time it starts. The key is no longer in the keychain. If you forget the passphrase, only a recovery kit or a backup helps.",
  moved_to_file: "The key is in a file, protected by the passphrase",
  move_to_keychain: "Move the key to the keychain",
  move_to_keychain_about:
    "The key opens with your computer account. The passphrase is no longer needed, and the key file is removed.",
  moved_to_keychain: "The key is in the keychain",

  replace: { secret: "Replace the secret", key: "Replace the key", keys: "Replace the keys" },
  replace_form: { secret: "Replace the secret…", key: "Replace the key…", keys: "Replace the keys…" },
  replace_secret_about:
    "Tokens signed with the secret before are refused at once. The app needs its config exported again.",
  replace_keys_about:
    "New tokens are signed with a new key. The key before stays valid for another day. Apps refuse new tokens until their config is exported again.",
  replace_now: "Replace",
  replaced_secret: "Replaced the secret. Export the config of {{name}} again: until then it refuses every token.",
  replaced_done: { key: "Replaced the key.", keys: "Replaced the keys." },
  replaced_export: {
    key: "Replaced the key. Export the configs again: {{apps}}",
    keys: "Replaced the keys. Export the configs again: {{apps}}",
  },

  kit: "Recovery kit",
  kit_about:
    "The key on three pages of 33 words. Any two restore it; one alone reveals nothing. Print them and keep each in a different place.",
  kit_make: "Make a recovery kit",
  kit_make_now: "Make a kit",
  your_password: "Your password",
  kit_leave: "Leave the kit?",
  kit_leave_about:
    "Not all pages are on paper. If you leave now, the rest of this kit is gone. Restoring the key takes two pages, and pages of different kits do not combine.",
  kit_stay: "Go on with the kit",
  kit_drop: "Drop this kit",
  kit_done: "Recovery kit done",
  kit_done_about: "Keep the three pages in three places, away from this computer.",
  kit_older: "Older kits still work, but pages of different kits do not combine. Destroy the ones you do not need.",
  page_of: "Page {{number}} of 3",
  page_about: "Only the person who keeps this page should see it.",
  page_show: "Show page {{number}}",
  page_print: "Print…",
  page_printed: "It is on paper",
  word: "Type word {{number}} from the printed page",
  word_about: "So we know that the whole page was printed.",
  word_wrong: "That is not the last word.",
  page_next: "Next page",
  kit_finish: "Done",
  page_again: "Show again",

  sheet_title: "Portreeve recovery kit",
  sheet_directory: "Directory",
  sheet_made: "Made",
  sheet_page: "Page",
  sheet_page_of: "{{number}} of 3; any two of them are needed",
  sheet_words: "Page {{number}}, to print",
  sheet_about:
    "Any two of the three pages together are the key of the team's accounts. Anyone who has two of them and a copy of the directory can read everything in it. One page alone reveals nothing: keep it away from the others.",
  sheet_use:
    "When the key is lost, bring two pages to the computer that holds the directory: Portreeve's window takes them under “I have a recovery kit”, the command line with <code>{{command}}</code>. The words are SLIP-39: other programs can read them, too.",

  restore: "Restore the key",
  restore_about:
    "Enter the words of any two pages. Numbers and line breaks do not matter, and the first four letters of each word are enough. A mistyped word is pointed out.",
  restore_first: "Words of the first page",
  restore_second: "Words of the second page",
  restore_now: "Restore key",
} as const;
