import type { DirectoryResponse } from "@/bindings/wire";
import { count } from "@/shared/count";

export interface Check {
  isMet: boolean;
  /** What is so. */
  words: string;
  /** What to do about it, when it is not met. */
  verb: string;
  run(): void;
}

export interface CheckMoves {
  showPeople(filter: string): void;
  open(screen: "/people" | "/groups" | "/apps", what: string): void;
}

/** What a healthy directory has, and the one action that mends what it lacks. */
export function checks(directory: DirectoryResponse, { showPeople, open }: CheckMoves): Check[] {
  const { superusers, users, active_users, groups, clients, key_location } = directory;
  const place = key_location === "os_keychain" ? "in the keychain of this desktop" : "in a file under a passphrase";
  return [
    {
      isMet: superusers > 1,
      words:
        superusers > 1
          ? `${count(superusers, "superuser")} can sign in`
          : "Only one superuser can sign in: if that password is lost, nobody can let you in",
      verb: "See admins",
      run: () => showPeople("is:superuser"),
    },
    {
      isMet: users > 1,
      words: users > 1 ? `${count(active_users, "person", "people")} may sign in` : "You are the only one here",
      verb: "Import people",
      run: () => open("/people", "import"),
    },
    {
      isMet: groups > 0,
      words: groups > 0 ? `${count(groups, "group")} to grant permissions by` : "There are no groups yet",
      verb: "Add group",
      run: () => open("/groups", "new"),
    },
    {
      isMet: clients > 0,
      words:
        clients > 0
          ? `${count(clients, "local app")} can trust this directory`
          : "No local app trusts this directory yet",
      verb: "Add local app",
      run: () => open("/apps", "new"),
    },
    { isMet: true, words: `Everything is sealed; the key is ${place}`, verb: "", run: () => undefined },
  ];
}
