import { Combobox, Pill, PillsInput, Tooltip, useCombobox } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { CommandName } from "@/host/host";
import { t } from "@/texts";
import { figure } from "./count";
import { useRefusal } from "./me";
import classes from "./Pick.module.css";
import { found, type PickOption } from "./pickOptions";

interface PickProps {
  label: string;
  /** Whether the label stands above the field. Otherwise it is its placeholder. */
  hasLabel?: boolean;
  description?: string;
  placeholder?: string;
  /** The command that picking performs: the field is off for those who cannot. */
  command?: CommandName;
  options: readonly PickOption[];
  /** How many there are, if the caller has found these by the search. The field then looks for nothing itself. */
  total?: number;
  /** Whether the caller still looks for what was typed. */
  isLooking?: boolean;
  /** Said when nothing is found. */
  nothing?: string;
  /** What is picked already, as pills. */
  picked?: readonly string[];
  onRemove?(value: string): void;
  /** The only picked one, as the field's text. */
  only?: string;
  error?: ReactNode;
  onSearch?(text: string): void;
  onPick(value: string): void;
}

/** More are not drawn; the list then says how many there are. */
const SHOWN_MAX = 50;

/**
 * A field that finds what is picked while one types. The first match is active from the first letter, Enter picks it,
 * and while the list is open Enter does nothing else; Esc closes the list only.
 */
export function Pick(props: PickProps) {
  const {
    label,
    hasLabel,
    description,
    command,
    options,
    total,
    isLooking = false,
    nothing = t("common.nothing_found"),
  } = props;
  const { picked = [], onRemove, only, error, onSearch, onPick } = props;
  const refusal = useRefusal()(command ?? []);
  const id = useId();
  const [search, setSearch] = useState("");
  /** Enter came before the answer to what was typed: the first match is then picked as it arrives. */
  const picksFirst = useRef(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isOpen = combobox.dropdownOpened && refusal === null;

  const left = options.filter(({ value }) => !picked.includes(value));
  const matches = total === undefined ? found(left, search) : left;
  const shown = matches.slice(0, SHOWN_MAX);
  const amount = total === undefined ? matches.length : total - (options.length - left.length);
  const drawn = shown.map(({ value }) => value).join("\n");

  function look(text: string) {
    setSearch(text);
    onSearch?.(text);
  }

  function pick(value: string) {
    onPick(value);
    look("");
    combobox.closeDropdown();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first match of each search, and of each answer to it
  useEffect(() => {
    if (!isOpen || search.trim() === "" || isLooking) return;
    combobox.selectFirstOption();
    const first = shown[0];
    if (picksFirst.current && first) pick(first.value);
    picksFirst.current = false;
  }, [isOpen, search, isLooking, drawn]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Backspace" && search === "") {
      const last = picked.at(-1);
      if (last !== undefined) onRemove?.(last);
    }
    if (event.key !== "Enter" || !isOpen) return;
    event.preventDefault();
    if (isLooking && search.trim() !== "") picksFirst.current = true;
    // With nothing to pick it only closes, so that the next Enter can send the form.
    else if (combobox.getSelectedOptionIndex() < 0 && search.trim() === "") combobox.closeDropdown();
  }

  return (
    <Tooltip label={refusal} disabled={!refusal} multiline w={260}>
      <div>
        <Combobox store={combobox} onOptionSubmit={pick} position="bottom-start" width="max-content">
          <Combobox.DropdownTarget>
            <PillsInput
              id={id}
              size={hasLabel ? "sm" : "xs"}
              label={hasLabel ? label : undefined}
              description={description}
              error={error}
              disabled={refusal !== null}
              rightSection={<Combobox.Chevron size="xs" />}
              rightSectionPointerEvents="none"
              onClick={() => combobox.openDropdown()}
            >
              <Pill.Group>
                {picked.map((value) => (
                  <Pill
                    key={value}
                    withRemoveButton
                    removeButtonProps={{
                      "aria-label": t("shared.pick.remove", { name: labelOf(value) }),
                      "aria-hidden": false,
                    }}
                    onRemove={() => onRemove?.(value)}
                  >
                    {labelOf(value)}
                  </Pill>
                ))}
                <Combobox.EventsTarget withExpandedAttribute autoComplete="off">
                  <PillsInput.Field
                    id={id}
                    className={classes.field}
                    aria-label={hasLabel ? undefined : label}
                    placeholder={only === undefined ? (props.placeholder ?? (hasLabel ? undefined : label)) : undefined}
                    value={only === undefined || isOpen ? search : labelOf(only)}
                    disabled={refusal !== null}
                    spellCheck={false}
                    onChange={(event) => {
                      picksFirst.current = false;
                      look(event.currentTarget.value);
                      combobox.openDropdown();
                      combobox.resetSelectedOption();
                    }}
                    onBlur={() => {
                      combobox.closeDropdown();
                      look("");
                    }}
                    onKeyDown={onKeyDown}
                  />
                </Combobox.EventsTarget>
              </Pill.Group>
            </PillsInput>
          </Combobox.DropdownTarget>
          <Combobox.Dropdown className={classes.list} hidden={!isOpen}>
            <Combobox.Options aria-label={t("shared.pick.offered", { label })} className={classes.options}>
              {shown.map(({ value, label: text, note }) => (
                <Combobox.Option key={value} value={value}>
                  <span className={classes.label}>{text}</span>
                  {note && <span className={`mono ${classes.note}`}>{note}</span>}
                </Combobox.Option>
              ))}
              {shown.length === 0 && !isLooking && (
                <Combobox.Empty className={classes.nothing}>{nothing}</Combobox.Empty>
              )}
            </Combobox.Options>
            {amount > shown.length && shown.length > 0 && (
              <Combobox.Footer className={`num ${classes.more}`}>
                {t("shared.pick.more", { shown: figure(shown.length), all: figure(amount) })}
              </Combobox.Footer>
            )}
          </Combobox.Dropdown>
        </Combobox>
      </div>
    </Tooltip>
  );

  function labelOf(value: string): string {
    return options.find((option) => option.value === value)?.label ?? value;
  }
}
