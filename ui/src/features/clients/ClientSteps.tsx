import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { TokenUseSection } from "@/features/tokens/TokenUseSection";
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

/** Who the app is, what its tokens say, how it verifies them, and who uses it: the whole story of a local app on one page. */
export function ClientSteps({ client, ...trust }: ClientStepsProps) {
  const me = useMe();
  const [login, setLogin] = usePlace(`client.${client.id}.login`, me.user.login);
  const [token, setToken] = useState<string | null>(null);
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={classes.page}>
      <div className={classes.columns} data-columns={columnsIn(width)}>
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
        <TrustStep client={client} {...trust} />
      </div>
      <TokenUseSection client={client.id} />
    </div>
  );
}

/** How many steps stand side by side. A container query does not know the zoom. */
function columnsIn(width: number): number {
  if (width === 0 || width >= 900) return 3;
  return width > 620 ? 2 : 1;
}
