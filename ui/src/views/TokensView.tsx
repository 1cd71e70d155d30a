import { InspectPane } from "@/features/clients/InspectPane";
import { TOKEN_USE_COLUMNS } from "@/features/tokens/columns";
import { DayBars } from "@/features/tokens/DayBars";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { Trans, t } from "@/texts";
import classes from "./TokensView.module.css";
import { useOpen } from "./useOpen";

/** Rows of the list; the command line lists the rest. */
const SHOWN = 200;

/** How often tokens were refreshed, by whom and for which app; and the contents of any token. */
export function TokensView() {
  const { open, setOpen, close } = useOpen("/apps/tokens");
  const ask = useRefusal();
  // Counts say whose tokens they are about.
  const refusal = ask(["token.activity", "user.list"]);
  const { data, error } = useCommand("token.activity", { page: { offset: 0, limit: SHOWN } }, refusal === null);
  const inspect = () => setOpen("inspect");
  const inspectButton = (
    <ActButton command="token.inspect" onClick={inspect}>
      {t("views.tokens.inspect")}
    </ActButton>
  );
  const more = data ? data.total - data.rows.length : 0;
  const isEmpty = refusal !== null || data?.total === 0;

  return (
    <Screen
      title={t("views.clients.title")}
      cli={open === "inspect" ? cli("token", "inspect") : cli("token", "activity")}
      bar={
        <>
          <BarSpace />
          {!isEmpty && inspectButton}
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {isEmpty && (
              <EmptyState title={refusal ? t("views.tokens.inspect") : t("views.tokens.none")} action={inspectButton}>
                {t("views.tokens.about")}
              </EmptyState>
            )}
            {!isEmpty && data && (
              <>
                <div className={classes.days}>
                  <p className="dim">
                    {t("views.tokens.by_day", { count: data.days.reduce((sum, { refreshed }) => sum + refreshed, 0) })}
                  </p>
                  <DayBars today={data.today} days={data.days} />
                </div>
                <Grid
                  label={t("views.tokens.list")}
                  place="tokens"
                  columns={TOKEN_USE_COLUMNS}
                  rowCount={data.rows.length}
                  rowAt={(index) => data.rows[index]}
                  idOf={(row) => `${row.day} ${row.user_id} ${row.client} ${row.first_at}`}
                  nameOf={(row) => `${row.day} ${row.display_name}`}
                />
                {more > 0 && (
                  <p className={classes.more}>
                    <Trans
                      i18nKey="views.tokens.earlier"
                      count={more}
                      values={{ command: cli("token", "activity") }}
                      components={{ b: <span className="mono" /> }}
                    />
                  </p>
                )}
              </>
            )}
          </>
        }
        pane={open === "inspect" ? <InspectPane onClose={close} /> : null}
      />
    </Screen>
  );
}
