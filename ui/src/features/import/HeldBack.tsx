import { TextInput } from "@mantine/core";
import type { ImportHeld, ImportResponse } from "@/bindings/wire";
import { Moment } from "@/shared/Moment";
import { Words } from "@/shared/Words";
import { Trans, t } from "@/texts";
import classes from "./HeldBack.module.css";
import { kindWords } from "./kinds";

interface HeldBackProps {
  plan: ImportResponse;
  /** Called when a person or a group gets another name. */
  onRename(held: ImportHeld, name: string): void;
}

/** People who cannot be imported as they are, and why. */
export function HeldBack({ plan, onRename }: HeldBackProps) {
  const more = plan.held_count - plan.held.length;
  return (
    <section aria-label={t("import.held")} className={classes.held}>
      <h3>{t("import.held_title")}</h3>
      <ul>
        {plan.held.map((held) => (
          <li key={`${held.kind} ${held.place}`}>
            <p>
              <strong className="mono">{held.name}</strong> <span className="faint">{facts(held)}</span>
              {held.kind === "user" && (
                <span className="faint">
                  ,{" "}
                  <Trans
                    i18nKey="import.held_last_sign_in"
                    components={{ moment: <Moment at={held.last_sign_in_at ?? null} /> }}
                  />
                </span>
              )}
            </p>
            <p>
              <Words text={held.why} />
            </p>
            {(held.kind === "user" || held.kind === "group") && <NewName held={held} onRename={onRename} />}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="faint">{t("import.held_more", { count: more })}</p>}
    </section>
  );
}

function facts(held: ImportHeld): string {
  const known: string[] = [t("import.held_object", { place: held.place })];
  if (held.key) known.push(t("import.held_key", { key: held.key }));
  if (held.kind === "user") known.push(t(held.is_active ? "import.held_active" : "import.held_disabled"));
  else if (held.kind !== "object") known.push(kindWords(held.kind));
  return known.join(", ");
}

function NewName({ held, onRename }: { held: ImportHeld; onRename: HeldBackProps["onRename"] }) {
  const isPerson = held.kind === "user";
  function take(input: HTMLInputElement) {
    const name = input.value.trim();
    if (name !== "") onRename(held, name);
  }
  return (
    <TextInput
      size="xs"
      aria-label={t(isPerson ? "import.new_username_of" : "import.new_name_of", { name: held.name })}
      placeholder={t(isPerson ? "import.new_username" : "import.new_name")}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
