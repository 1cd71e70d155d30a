import { useNavigate } from "@tanstack/react-router";
import { nameOf, PERMISSION_COLUMNS } from "@/features/permissions/columns";
import { NewPermissionPane } from "@/features/permissions/NewPermissionPane";
import { PermissionPane } from "@/features/permissions/PermissionPane";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { figure } from "@/shared/count";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { Screen } from "@/shared/Screen";
import { SearchField } from "@/shared/SearchField";
import { Split } from "@/shared/Split";
import { t } from "@/texts";
import { useOpen } from "./useOpen";

/** Every permission that can be granted, and who grants it. */
export function PermissionsView() {
  const { open, setOpen, close } = useOpen("/permissions");
  const navigate = useNavigate();
  const [search, setSearch] = usePlace("permissions.search", "");
  const { data, error } = useCommand("permission.list", {});
  const all = data?.permissions ?? [];
  const words = search.trim().toLowerCase();
  const found = all.filter((row) =>
    `${row.label}\n${row.permission}\n${row.groups.map(({ name }) => name).join("\n")}`.toLowerCase().includes(words),
  );
  const row = all.find(({ permission }) => permission === open);

  return (
    <Screen
      title={t("permissions.title")}
      cli={open === "new" ? cli("permission", "add", "APP.CODENAME") : cli("permission", "list")}
      bar={
        <>
          <SearchField
            label={t("permissions.find")}
            placeholder={t("permissions.find_example")}
            group={t("permissions.title")}
            value={search}
            onChange={setSearch}
          />
          <p role="status" className="faint num">
            {data && t("common.found_of", { found: figure(found.length), all: figure(all.length) })}
          </p>
          <ActButton command="permission.add" variant="filled" onClick={() => setOpen("new")}>
            {t("permissions.add")}
          </ActButton>
        </>
      }
    >
      <Split
        list={
          <>
            <ErrorNote error={error} />
            {data && found.length === 0 ? (
              <EmptyState title={t("permissions.none_found")}>{t("permissions.about")}</EmptyState>
            ) : (
              <Grid
                label={t("permissions.title")}
                place="permissions"
                columns={PERMISSION_COLUMNS}
                rowCount={found.length}
                rowAt={(index) => found[index]}
                idOf={({ permission }) => permission}
                nameOf={nameOf}
                openId={open}
                onOpen={({ permission }) => setOpen(permission)}
              />
            )}
          </>
        }
        pane={
          open === "new" ? (
            <NewPermissionPane onAdded={({ permission }) => setOpen(permission)} onClose={close} />
          ) : row ? (
            <PermissionPane
              key={row.permission}
              row={row}
              onShowGroup={(id) => void navigate({ to: "/groups", search: { open: id } })}
              onClose={close}
            />
          ) : null
        }
      />
    </Screen>
  );
}
