import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { useMe } from "@/shared/me";
import { usePlace } from "@/shared/place";
import classes from "./ClientSteps.module.css";
import { IdentityStep } from "./IdentityStep";
import { TokenStep } from "./TokenStep";
import { TrustStep } from "./TrustStep";

interface ClientStepsProps {
  client: ClientRow;
  preset: string;
  path: string;
  onPreset(preset: string): void;
  onPath(path: string): void;
}

/** Everything about a local app on one page: the app itself, the contents of its tokens, how it verifies them. */
export function ClientSteps({ client, ...trust }: ClientStepsProps) {
  const me = useMe();
  const [login, setLogin] = usePlace(`client.${client.id}.login`, me.user.login);
  const [token, setToken] = useState<string | null>(null);
  return (
    <div className={classes.page}>
      <div className={classes.columns}>
        <IdentityStep client={client} />
        <TokenStep
          client={client}
          login={login}
          token={token}
          onLogin={(next) => {
            setLogin(next);
            setToken(null);
          }}
          onToken={setToken}
        />
        <TrustStep client={client} login={login} {...trust} />
      </div>
    </div>
  );
}
