import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "@/shared/CopyButton";
import { duration } from "@/shared/time";
import classes from "./ClientForm.module.css";

interface IssuedTokenProps {
  token: string;
  seconds: number;
  onDone(): void;
}

/** A token that was just issued: shown only here, and masked until the person asks for it. */
export function IssuedToken({ token, seconds, onDone }: IssuedTokenProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={classes.form}>
      <Textarea
        label="Access token"
        description={`Valid for ${duration(seconds)}. Copy it now, it is not shown again.`}
        value={isShown ? token : "•".repeat(48)}
        readOnly
        autosize
        maxRows={6}
        classNames={{ input: "mono" }}
      />
      <div className={classes.actions}>
        <CopyButton text={token} what="the access token" size="compact-sm" />
        <Button size="compact-sm" onClick={() => setShown(!isShown)}>
          {isShown ? "Hide" : "Show"}
        </Button>
        <Button size="compact-sm" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
