import { Button } from "@mantine/core";
import { Trans, t } from "@/texts";
import { EmptyState } from "./EmptyState";

/** In place of a list that the filter has emptied. */
export function NothingFound({ filter, onClear }: { filter: string; onClear(): void }) {
  return (
    <EmptyState
      title={t("common.nothing_found")}
      action={<Button onClick={onClear}>{t("shared.filter.clear_all")}</Button>}
    >
      <Trans
        i18nKey="shared.filter.nothing_matches"
        values={{ filter: filter.trim() }}
        components={{ b: <bdi className="mono" dir="auto" /> }}
      />
    </EmptyState>
  );
}
