import { KEY_COLUMNS } from "@/features/key/columns";
import { KeyPane } from "@/features/key/KeyPane";
import { ReplaceKey } from "@/features/key/ReplaceKey";
import { CopyButton } from "@/shared/CopyButton";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { t } from "@/texts";
import { useOpen } from "./useOpen";

/** The keys that sign tokens, and how apps get to know them. */
export function KeysView() {
  const { open, setOpen, close } = useOpen("/apps/keys");
  const { data, error } = useCommand("key.list", {});
  const keys = data?.keys ?? [];
  const signingKey = keys.find(({ id }) => id === open);
  return (
    <Screen
      title={t("views.clients.title")}
      cli={cli("key", "list")}
      bar={
        <>
          <BarSpace />
          {data && keys.length > 0 && (
            <>
              <CopyButton
                text={JSON.stringify(data.jwks, null, 2)}
                what={t("views.keys.all_what")}
                label={t("views.keys.all")}
              />
              <ReplaceKey />
            </>
          )}
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {data && keys.length === 0 ? (
              <EmptyState title={t("views.keys.none")}>{t("views.keys.about")}</EmptyState>
            ) : (
              <Grid
                label={t("views.keys.title")}
                place="keys"
                columns={KEY_COLUMNS}
                rowCount={keys.length}
                rowAt={(index) => keys[index]}
                idOf={({ id }) => id}
                nameOf={({ algorithm, id }) => `${algorithm} ${id}`}
                openId={open}
                onOpen={({ id }) => setOpen(id)}
              />
            )}
          </>
        }
        pane={signingKey ? <KeyPane key={signingKey.id} signingKey={signingKey} onClose={close} /> : null}
      />
    </Screen>
  );
}
