import { Switch } from "@mantine/core";
import type { UserDetail, UserUpdateRequest } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { InlineEdit } from "@/shared/InlineEdit";
import { Moment } from "@/shared/Moment";
import { useMe, useRefusal } from "@/shared/me";
import { useTask } from "@/shared/query";
import { Section } from "@/shared/Section";
import { Tag } from "@/shared/Tag";
import { day, exactTime } from "@/shared/time";
import { useAct } from "@/shared/useAct";
import { Trans, t } from "@/texts";
import { StateTag } from "./StateTags";

export function AccountSection({ detail }: { detail: UserDetail }) {
  const { user, password } = detail;
  const act = useAct();
  const task = useTask();
  const me = useMe();
  const refusal = useRefusal()("user.update");
  const update = (changes: Omit<UserUpdateRequest, "user">, told: string) =>
    act("user.update", { user: user.id, ...changes }, told);
  const fill = (field: "first_name" | "last_name" | "email") => (value: string) =>
    update({ [field]: value }, t(`people.${field}_${value ? "changed" : "removed"}`, { login: user.login, value }));

  return (
    <Section title={t("people.account")}>
      <Facts>
        <Fact term={t("people.first_name")}>
          <InlineEdit
            key={user.id}
            of={user.id}
            label={t("people.first_name")}
            value={user.first_name}
            placeholder={t("people.not_given")}
            refusal={refusal}
            onSave={fill("first_name")}
          />
        </Fact>
        <Fact term={t("people.last_name")}>
          <InlineEdit
            key={user.id}
            of={user.id}
            label={t("people.last_name")}
            value={user.last_name}
            placeholder={t("people.not_given")}
            refusal={refusal}
            onSave={fill("last_name")}
          />
        </Fact>
        <Fact term={t("common.username")}>
          <InlineEdit
            key={user.id}
            of={user.id}
            label={t("common.username")}
            value={user.login}
            isMono
            refusal={refusal}
            onSave={(login) => update({ login }, t("people.renamed", { login: user.login, value: login }))}
          />
        </Fact>
        <Fact term={t("people.email")}>
          <InlineEdit
            key={user.id}
            of={user.id}
            label={t("people.email")}
            value={user.email}
            placeholder={t("people.not_given")}
            refusal={refusal}
            onSave={fill("email")}
          />
        </Fact>
        <Fact term={t("people.status")}>
          <StateTag state={user.state} />
        </Fact>
        <Fact term={t("people.joined")}>
          <time dateTime={user.joined_at} title={exactTime(user.joined_at)}>
            {day(user.joined_at)}
          </time>
        </Fact>
        <Fact term={t("people.last_sign_in")}>
          <Moment at={user.last_sign_in_at} />
        </Fact>
        <Fact term={t("people.password")}>
          {password.is_usable ? password.algorithm : t("people.password_missing")}
          {password.is_outranked && <Tag tone="warn">{t("people.password_outranked")}</Tag>}
          {password.needs_rehash && <span className="faint">, {t("people.password_upgraded")}</span>}
          {password.is_usable && password.changed_at && (
            <span className="faint">
              {", "}
              <Trans i18nKey="people.password_set_at" components={{ when: <Moment at={password.changed_at} /> }} />
            </span>
          )}
        </Fact>
        <Fact term={t("people.superuser")}>
          <Switch
            size="xs"
            aria-label={t("people.superuser")}
            checked={user.is_superuser}
            disabled={!me.user.is_superuser}
            title={me.user.is_superuser ? undefined : t("people.superuser_only")}
            onChange={(event) => {
              const is_superuser = event.currentTarget.checked;
              const told = is_superuser ? "people.became_superuser" : "people.no_longer_superuser";
              task.run(() => update({ is_superuser }, t(told, { login: user.login })));
            }}
          />
        </Fact>
        <Fact term={t("people.staff")}>
          <Switch
            size="xs"
            aria-label={t("people.staff")}
            checked={user.is_staff}
            disabled={refusal !== null}
            title={refusal ?? undefined}
            onChange={(event) => {
              const is_staff = event.currentTarget.checked;
              const told = is_staff ? "people.became_staff" : "people.no_longer_staff";
              task.run(() => update({ is_staff }, t(told, { login: user.login })));
            }}
          />
        </Fact>
      </Facts>
      <ErrorNote error={task.error} />
    </Section>
  );
}
