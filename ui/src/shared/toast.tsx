import { Button } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { t } from "@/texts";
import classes from "./toast.module.css";

/** The time to undo something, or to read a long sentence. */
const LONG_MS = 10_000;
const SHORT_MS = 4_000;
const LONG_CHARS = 60;

/**
 * Where toasts appear. They disappear with it at once: the lock hides their text, and the next person did none of it.
 */
export function Toasts() {
  useEffect(() => () => notifications.clean(), []);
  return (
    <Notifications position="bottom-left" limit={3} transitionDuration={120} classNames={{ root: classes.toasts }} />
  );
}

/** Says what was done and, if possible, offers to undo it. */
export function toast(message: string, undo?: () => void) {
  const id = notifications.show({
    autoClose: undo || message.length > LONG_CHARS ? LONG_MS : SHORT_MS,
    withCloseButton: false,
    withBorder: false,
    classNames: { root: classes.root, body: classes.body, description: classes.line },
    message: (
      <>
        <span>{message}</span>
        {undo && (
          <Button
            variant="transparent"
            size="compact-sm"
            className={classes.undo}
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {t("common.undo")}
          </Button>
        )}
      </>
    ),
  });
}
