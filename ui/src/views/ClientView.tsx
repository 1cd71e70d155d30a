import { Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { ClientSteps } from "@/features/clients/ClientSteps";
import { InspectPane } from "@/features/clients/InspectPane";
import { RemoveClient } from "@/features/clients/RemoveClient";
import { useActions } from "@/shared/actions";
import { cli } from "@/shared/cli";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { usePlace } from "@/shared/place";
import { useCommand } from "@/shared/query";
import { BarSpace, Screen } from "@/shared/Screen";
import { Split } from "@/shared/Split";
import { t } from "@/texts";
import classes from "./ClientView.module.css";

export function ClientView() {
  const { client: id } = useParams({ from: "/apps/all/$client" });
  const navigate = useNavigate();
  const { data: client, error } = useCommand("client.show", { client: id });
  const { data: presets } = useCommand("client.presets", {});
  const [chosen, setPreset] = usePlace(`client.${id}.preset`, "");
  const [path, setPath] = usePlace(`client.${id}.path`, "");
  const [isInspecting, setInspecting] = useState(false);
  const preset = chosen || (presets?.presets[0]?.id ?? "");
  const back = () => void navigate({ to: "/apps/all" });
  const inspect = () => setInspecting(true);
  useLayer(true, back, { isGround: true });
  useActions([
    { id: "app.back", label: t("views.clients.back"), group: t("views.clients.this"), run: back },
    { id: "app.inspect", label: t("views.clients.inspect_here"), group: t("views.clients.this"), run: inspect },
  ]);

  return (
    <Screen
      title={
        <span className={classes.title}>
          <Link to="/apps/all">{t("views.clients.title")}</Link>
          <IconChevronRight size={14} aria-hidden />
          {client?.name}
        </span>
      }
      cli={cli("client", "export", client?.name ?? id, "--preset", preset, "--out", path || "PATH")}
      bar={
        <>
          <BarSpace />
          <Button onClick={inspect}>{t("views.tokens.inspect")}</Button>
          {client && <RemoveClient client={client} onRemoved={back} />}
        </>
      }
    >
      <ErrorNote error={error} />
      <Split
        list={
          client && (
            <ClientSteps
              key={client.id}
              client={client}
              preset={preset}
              path={path}
              onPreset={setPreset}
              onPath={setPath}
            />
          )
        }
        pane={isInspecting ? <InspectPane onClose={() => setInspecting(false)} /> : null}
      />
    </Screen>
  );
}
