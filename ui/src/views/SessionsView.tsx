import { TextInput } from "@mantine/core";
import { useRef } from "react";
import { SESSION_COLUMNS } from "@/features/sessions/columns";
import { SessionPane } from "@/features/sessions/SessionPane";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { figure } from "@/shared/count";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { Kbd } from "@/shared/Kbd";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { sessionWords } from "@/shared/session";
import classes from "./SessionsView.module.css";
import { useOpen } from "./useOpen";

export function SessionsView() {
  const { open, setOpen, close } = useOpen("/sign-in");
  const { data, error } = useCommand("session.list", {});
  const [search, setSearch] = usePlace("sessions.search", "");
  const input = useRef<HTMLInputElement>(null);
  const words = search.trim().toLowerCase();
  const all = data?.sessions ?? [];
  const found = all.filter((session) =>
    `${session.display_name}\n${session.login}\n${sessionWords(session)}`.toLowerCase().includes(words),
  );
  const session = all.find((candidate) => candidate.id === open);
  useActions([
    { id: "sessions.find", label: "Find a session", group: "Sessions", keys: "/", run: () => input.current?.focus() },
  ]);

  return (
    <Screen
      title="Sign-in"
      cli={session ? cli("session", "list", "--user", session.login) : cli("session", "list")}
      bar={
        <>
          <TextInput
            ref={input}
            className={classes.search}
            aria-label="Find a session"
            placeholder="A person, an app"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            rightSection={<Kbd keys="/" />}
          />
          <BarSpace />
          <p role="status" className="faint num">
            {data && `${figure(found.length)} of ${figure(all.length)}`}
          </p>
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {data && found.length === 0 ? (
              <EmptyState title={all.length === 0 ? "No sessions" : "Nothing found"}>
                Signed-in windows and terminals, and refresh tokens of apps. Ending one works at once.
              </EmptyState>
            ) : (
              <Grid
                label="Sessions"
                place="sessions"
                columns={SESSION_COLUMNS}
                rowCount={found.length}
                rowAt={(index) => found[index]}
                idOf={(row) => row.id}
                nameOf={(row) => row.display_name}
                openId={open}
                onOpen={(row) => setOpen(row.id)}
              />
            )}
          </>
        }
        pane={session ? <SessionPane key={session.id} session={session} onClose={close} /> : null}
      />
    </Screen>
  );
}
