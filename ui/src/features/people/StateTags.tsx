import type { UserRow, UserState } from "@/bindings/wire";
import { Tag, type Tone } from "@/shared/Tag";
import { t } from "@/texts";
import classes from "./StateTags.module.css";

const TONES: Record<UserState, Tone> = {
  active: "good",
  disabled: "warn",
  not_yet_valid: "warn",
  expired: "warn",
  deleted: "bad",
};

export function StateTag({ state }: { state: UserState }) {
  return <Tag tone={TONES[state]}>{t(`people.statuses.${state}`)}</Tag>;
}

/** Unusual states of an account; an ordinary account shows none. */
export function StateTags({ user }: { user: UserRow }) {
  return (
    <span className={classes.tags}>
      {user.state !== "active" && <StateTag state={user.state} />}
      {user.is_superuser && <Tag tone="good">{t("people.superuser")}</Tag>}
      {user.is_staff && !user.is_superuser && <Tag>{t("people.staff")}</Tag>}
    </span>
  );
}
