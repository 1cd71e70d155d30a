import { ErrorNote } from "@/shared/ErrorNote";
import { Moment } from "@/shared/Moment";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { Section } from "@/shared/Section";
import { Trans, t } from "@/texts";
import { DayBars } from "./DayBars";
import classes from "./TokenUseSection.module.css";

const SHOWN = 6;

/** How often the tokens of a person, or for an app, were refreshed lately. */
export function TokenUseSection({ user, client }: { user?: string; client?: string }) {
  const refuses = useRefusal();
  // Counts say whose tokens they are about.
  const refusal = refuses("token.activity") ?? refuses("token.activity", "portreeve.view_user");
  const request = { user, client, page: { offset: 0, limit: SHOWN } };
  const { data, error } = useCommand("token.activity", request, refusal === null);
  const more = data ? data.total - data.rows.length : 0;
  return (
    <Section title={t("apps.token_use")}>
      <ErrorNote error={error} />
      {refusal && <p className="dim">{refusal}</p>}
      {data?.total === 0 && <p className="dim">{t("apps.none_refreshed")}</p>}
      {data && data.total > 0 && <DayBars today={data.today} days={data.days} />}
      <ul>
        {data?.rows.map((row) => (
          <li key={`${row.day} ${row.user_id} ${row.client} ${row.first_at}`} className={classes.row}>
            <span className="cut" dir="auto">
              {client ? row.display_name : (row.client ?? t("apps.an_app"))}
            </span>
            <span className="dim num">{t("apps.refreshes", { count: row.refreshed })}</span>
            <span className="dim">
              <Moment at={row.last_at} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="dim">
          <Trans
            i18nKey="apps.earlier_lines"
            count={more}
            components={{ command: <span className="mono">portreeve token activity</span> }}
          />
        </p>
      )}
    </Section>
  );
}
