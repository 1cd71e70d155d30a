import type { ClientRow } from "@/bindings/wire";
import { plainText } from "@/shared/filter";
import { type RowLanguage, rowLanguage } from "@/shared/rowLanguage";
import { t } from "@/texts";

/** The filter language of local apps. */
export function clientLanguage(clients: readonly ClientRow[]): RowLanguage<ClientRow> {
  const algorithms = [...new Set(clients.map(({ algorithm }) => algorithm))].sort();
  return rowLanguage<ClientRow>(
    {
      signed: {
        values: algorithms.map((value) => ({ value, meaning: t("apps.signed_with", { algorithm: value }) })),
        test: (row, value) => plainText(row.algorithm) === value,
      },
    },
    (row) => [row.name, row.audience],
  );
}
