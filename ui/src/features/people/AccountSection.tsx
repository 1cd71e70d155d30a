import { Switch } from "@mantine/core";
import type { UserDetail, UserState, UserUpdateRequest } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { InlineEdit } from "@/shared/InlineEdit";
import { Moment } from "@/shared/Moment";
import { useMe, useRefusal } from "@/shared/me";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { Tag, type Tone } from "@/shared/Tag";
import { day, exactTime } from "@/shared/time";
import { useAct } from "@/shared/useAct";

const STATES: Record<UserState, { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "good" },
  disabled: { word: "Disabled", tone: "warn" },
  not_yet_valid: { word: "Not yet valid", tone: "warn" },
  expired: { word: "Expired", tone: "warn" },
  deleted: { word: "Deleted", tone: "bad" },
};

export function AccountSection({ detail }: { detail: UserDetail }) {
  const { user, password } = detail;
  const act = useAct();
  const task = useTask();
  const me = useMe();
  const refusal = useRefusal()("user.update");
  const update = (changes: Omit<UserUpdateRequest, "user">, told: string) =>
    act("user.update", { user: user.id, ...changes }, told);
  const fill = (field: "first_name" | "last_name" | "email", name: string) => (value: string) =>
    update({ [field]: value }, value ? `${user.login}: ${name} is now ${value}` : `${user.login}: removed the ${name}`);

  return (
    <Section title="Account">
      <Facts>
        <Fact term="First name">
          <InlineEdit
            key={user.id}
            of={user.id}
            label="First name"
            value={user.first_name}
            placeholder="none"
            refusal={refusal}
            onSave={fill("first_name", "first name")}
          />
        </Fact>
        <Fact term="Last name">
          <InlineEdit
            key={user.id}
            of={user.id}
            label="Last name"
            value={user.last_name}
            placeholder="none"
            refusal={refusal}
            onSave={fill("last_name", "last name")}
          />
        </Fact>
        <Fact term="Username">
          <InlineEdit
            key={user.id}
            of={user.id}
            label="Username"
            value={user.login}
            isMono
            refusal={refusal}
            onSave={(login) => update({ login }, `Renamed ${user.login} to ${login}`)}
          />
        </Fact>
        <Fact term="E-mail">
          <InlineEdit
            key={user.id}
            of={user.id}
            label="E-mail"
            value={user.email}
            placeholder="none"
            refusal={refusal}
            onSave={fill("email", "e-mail address")}
          />
        </Fact>
        <Fact term="State">
          <Tag tone={STATES[user.state].tone}>{STATES[user.state].word}</Tag>
        </Fact>
        <Fact term="Joined">
          <time dateTime={user.joined_at} title={exactTime(user.joined_at)}>
            {day(user.joined_at)}
          </time>
        </Fact>
        <Fact term="Last sign-in">
          <Moment at={user.last_sign_in_at} />
        </Fact>
        <Fact term="Password">
          {password.is_usable ? password.algorithm : "Not set. They cannot sign in until you set one."}
          {password.is_outranked && (
            <Tag tone="warn">no longer counts: the person who set it has fewer rights; set a new one</Tag>
          )}
          {password.needs_rehash && <span className="faint">, upgraded at next sign-in</span>}
          {password.is_usable && password.changed_at && (
            <span className="faint">
              , set <Moment at={password.changed_at} />
            </span>
          )}
        </Fact>
        <Fact term="Superuser">
          <Switch
            size="xs"
            aria-label="Superuser"
            checked={user.is_superuser}
            disabled={!me.user.is_superuser}
            title={me.user.is_superuser ? undefined : "Only a superuser can change this."}
            onChange={(event) => {
              const is_superuser = event.currentTarget.checked;
              const told = is_superuser ? "is a superuser now" : "is no longer a superuser";
              task.run(() => update({ is_superuser }, `${user.login} ${told}`));
            }}
          />
        </Fact>
        <Fact term="Staff">
          <Switch
            size="xs"
            aria-label="Staff"
            checked={user.is_staff}
            disabled={refusal !== null}
            title={refusal ?? undefined}
            onChange={(event) => {
              const is_staff = event.currentTarget.checked;
              const told = is_staff ? "is staff now" : "is no longer staff";
              task.run(() => update({ is_staff }, `${user.login} ${told}`));
            }}
          />
        </Fact>
      </Facts>
      <ErrorNote error={task.error} />
    </Section>
  );
}
