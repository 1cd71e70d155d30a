import type { UserRow } from "@/bindings/wire";
import { Tag } from "@/shared/Tag";
import classes from "./StateTags.module.css";

/** Unusual states of an account; an ordinary account shows none. */
export function StateTags({ user }: { user: UserRow }) {
  return (
    <span className={classes.tags}>
      {user.state === "disabled" && <Tag tone="warn">Disabled</Tag>}
      {user.state === "not_yet_valid" && <Tag tone="warn">Not yet valid</Tag>}
      {user.state === "expired" && <Tag tone="warn">Expired</Tag>}
      {user.state === "deleted" && <Tag tone="bad">Deleted</Tag>}
      {user.is_superuser && <Tag tone="good">Superuser</Tag>}
      {user.is_staff && !user.is_superuser && <Tag>Staff</Tag>}
    </span>
  );
}
