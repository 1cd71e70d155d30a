import { TextInput } from "@mantine/core";
import type { ImportHeld, ImportResponse } from "@/bindings/wire";
import { figure } from "@/shared/count";
import { Moment } from "@/shared/Moment";
import { Words } from "@/shared/Words";
import classes from "./HeldBack.module.css";

interface HeldBackProps {
  plan: ImportResponse;
  /** Somebody is to come in under another login name. */
  onLogin(place: number, login: string): void;
}

/** Who cannot come in as they are, and why. */
export function HeldBack({ plan, onLogin }: HeldBackProps) {
  const more = plan.held_count - plan.held.length;
  return (
    <section aria-label="Cannot come in" className={classes.held}>
      <h3>Cannot come in as they are</h3>
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
            {held.kind === "user" && <NewLogin held={held} onLogin={onLogin} />}
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
  known.push(held.kind === "user" ? (held.is_active ? "active" : "disabled") : held.kind);
  return known.join(", ");
}

function NewLogin({ held, onLogin }: { held: ImportHeld; onLogin: HeldBackProps["onLogin"] }) {
  function take(input: HTMLInputElement) {
    const login = input.value.trim();
    if (login !== "") onLogin(held.place, login);
  }
  return (
    <TextInput
      size="xs"
      aria-label={`New login name of ${held.name}`}
      placeholder="New login name"
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
