import { GROUP_COLUMNS } from "@/features/groups/columns";
import { GroupPane } from "@/features/groups/GroupPane";
import { NewGroupPane } from "@/features/groups/NewGroupPane";
import { ActButton } from "@/shared/ActButton";
import { cli } from "@/shared/cli";
import { EmptyState } from "@/shared/EmptyState";
import { ErrorNote } from "@/shared/ErrorNote";
import { Grid } from "@/shared/grid/Grid";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { useOpen } from "./useOpen";

export function GroupsView() {
  const { open, setOpen, close } = useOpen("/groups");
  const { data, error } = useCommand("group.list", {});
  const groups = data?.groups ?? [];
  const group = groups.find((candidate) => candidate.id === open);
  const add = () => setOpen("new");

  const addButton = (
    <ActButton command="group.create" variant="filled" onClick={add}>
      Add group
    </ActButton>
  );
  function commandLine() {
    if (open === "new") return cli("group", "add", "NAME");
    return group ? cli("group", "show", group.name) : cli("group", "list");
  }

  return (
    <Screen
      title="Groups"
      cli={commandLine()}
      bar={
        <>
          <BarSpace />
          {groups.length > 0 && addButton}
        </>
      }
    >
      <Split
        isWide={group !== undefined}
        list={
          <>
            <ErrorNote error={error} />
            {data && groups.length === 0 ? (
              <EmptyState title="No groups yet" action={addButton}>
                Everyone in a group gets its permissions. Put a group into another, and its members get the parent's
                permissions, too.
              </EmptyState>
            ) : (
              <Grid
                label="Groups"
                place="groups"
                columns={GROUP_COLUMNS}
                rowCount={groups.length}
                rowAt={(index) => groups[index]}
                idOf={(row) => row.id}
                nameOf={(row) => row.name}
                openId={open}
                onOpen={(row) => setOpen(row.id)}
              />
            )}
          </>
        }
        pane={
          open === "new" ? (
            <NewGroupPane onCreated={(created) => setOpen(created.id)} onClose={close} />
          ) : group ? (
            <GroupPane key={group.id} group={group} onClose={close} />
          ) : null
        }
      />
    </Screen>
  );
}
