import { InspectPane } from "@/features/clients/InspectPane";
import { TOKEN_USE_COLUMNS } from "@/features/tokens/columns";
import { DayBars } from "@/features/tokens/DayBars";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { count } from "@/shared/count";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { useRefusal } from "@/shared/me";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
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
      Inspect a token
    </ActButton>
  );
  const more = data ? data.total - data.rows.length : 0;
  const isEmpty = refusal !== null || data?.total === 0;

  return (
    <Screen
      title="Apps"
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
              <EmptyState title={refusal ? "Inspect a token" : "No token was refreshed yet"} action={inspectButton}>
                Apps refresh their tokens while people work with them; each refresh is counted here for 90 days. The
                contents of a token can be inspected at any time, and it never leaves this computer.
              </EmptyState>
            )}
            {!isEmpty && data && (
              <>
                <div className={classes.days}>
                  <p className="dim">
                    {count(
                      data.days.reduce((sum, { refreshed }) => sum + refreshed, 0),
                      "refresh",
                      "refreshes",
                    )}
                    , by day
                  </p>
                  <DayBars today={data.today} days={data.days} />
                </div>
                <Grid
                  label="Token use"
                  place="tokens"
                  columns={TOKEN_USE_COLUMNS}
                  rowCount={data.rows.length}
                  rowAt={(index) => data.rows[index]}
                  idOf={(row) => `${row.day} ${row.user_id} ${row.client} ${row.first_at}`}
                  nameOf={(row) => `${row.day} ${row.display_name}`}
                />
                {more > 0 && (
                  <p className={classes.more}>
                    {count(more, "earlier line")}: <span className="mono">portreeve token activity</span>
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
