import { TextInput } from "@mantine/core";
import type { ImportHeld, ImportResponse } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Moment } from "@/shared/Moment";
import { Words } from "@/shared/Words";
import classes from "./HeldBack.module.css";

interface HeldBackProps {
  plan: ImportResponse;
  /** Called when a person or a group gets another name. */
  onRename(held: ImportHeld, name: string): void;
}

/** People who cannot be imported as they are, and why. */
export function HeldBack({ plan, onRename }: HeldBackProps) {
  const more = plan.held_count - plan.held.length;
  return (
    <section aria-label="Cannot be imported" className={classes.held}>
      <h3>Cannot be imported as they are</h3>
      <ul>
        {plan.held.map((held) => (
          <li key={`${held.kind} ${held.place}`}>
            <p>
              <strong className="mono">{held.name}</strong> <span className="faint">{facts(held)}</span>
              {held.kind === "user" && (
                <span className="faint">
                  , last sign-in <Moment at={held.last_sign_in_at ?? null} />
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
      {more > 0 && <p className="faint">and {figure(more)} more</p>}
    </section>
  );
}

function facts(held: ImportHeld): string {
  const known = [`object ${figure(held.place)}`];
  if (held.key) known.push(`id ${held.key}`);
  if (held.kind === "user") known.push(held.is_active ? "active" : "disabled");
  else if (held.kind !== "object") known.push(held.kind);
  return known.join(", ");
}

function NewName({ held, onRename }: { held: ImportHeld; onRename: HeldBackProps["onRename"] }) {
  const what = held.kind === "user" ? "New username" : "New name";
  function take(input: HTMLInputElement) {
    const name = input.value.trim();
    if (name !== "") onRename(held, name);
  }
  return (
    <TextInput
      size="xs"
      aria-label={`${what} of ${held.name}`}
      placeholder={what}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
