import { Combobox, useCombobox } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Fragment, type KeyboardEvent, type Ref, useRef, useState } from "react";
import { t } from "@/texts";
import classes from "./FilterBar.module.css";
import { applyCompletion, type FilterLanguage, filterTerms, isAt, unknownWords } from "./filter";
import { Kbd } from "./Kbd";

interface FilterBarProps {
  label: string;
  placeholder: string;
  /** Every term with its meaning, one a line. */
  help?: string;
  language: FilterLanguage;
  filter: string;
  inputRef: Ref<HTMLInputElement>;
  onChange(filter: string): void;
  /** Called when the person has finished typing and wants the rows. Returns whether there are any. */
  onLeave(): boolean;
}

const COMPLETIONS_MAX = 8;

/**
 * A field for a filter language, with completion. Known terms are marked behind the text. A term that nobody knows is
 * marked differently and told of below, but only after the caret has left it.
 */
export function FilterBar({ label, placeholder, help, language, filter, inputRef, onChange, onLeave }: FilterBarProps) {
  const combobox = useCombobox();
  const [caret, setCaret] = useState(filter.length);
  const [isFocused, setFocused] = useState(false);
  const [scroll, setScroll] = useState(0);
  const input = useRef<HTMLInputElement | null>(null);
  const completions = language.complete(filter, caret).slice(0, COMPLETIONS_MAX);
  const typedAt = isFocused ? caret : null;
  const unknown = unknownWords(filter, language, typedAt);
  const isOpen = combobox.dropdownOpened && completions.length > 0;

  function complete(term: string) {
    const next = applyCompletion(filter, caret, term);
    onChange(next.filter);
    setCaret(next.caret);
    combobox.closeDropdown();
    input.current?.focus();
    requestAnimationFrame(() => input.current?.setSelectionRange(next.caret, next.caret));
  }

  function onKeyDown(event: KeyboardEvent) {
    const isPicking = isOpen && combobox.getSelectedOptionIndex() >= 0;
    if (event.key === "Escape") {
      if (isOpen) combobox.closeDropdown();
      else if (!onLeave()) return;
      event.preventDefault();
    } else if (event.key === "Enter" ? !isPicking : event.key === "ArrowDown" && !isOpen) {
      event.preventDefault();
      combobox.closeDropdown();
      onLeave();
    } else if (isOpen && event.key === "Tab" && !event.shiftKey && completions[0]) {
      event.preventDefault();
      complete(completions[Math.max(combobox.getSelectedOptionIndex(), 0)]?.term ?? completions[0].term);
    }
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={complete}
      position="bottom-start"
      width="max-content"
      withinPortal={false}
    >
      <div className={classes.bar}>
        <div className={classes.well}>
          <div className={classes.backdrop} style={{ transform: `translateX(${-scroll}px)` }} aria-hidden="true">
            {marked(filter, language, typedAt)}
          </div>
          <Combobox.Target targetType="input" withAriaAttributes={false} withKeyboardNavigation={isOpen}>
            <input
              ref={(element) => {
                input.current = element;
                if (typeof inputRef === "function") inputRef(element);
                else if (inputRef) inputRef.current = element;
              }}
              className={classes.input}
              role="combobox"
              aria-label={label}
              aria-autocomplete="list"
              aria-expanded={isOpen}
              aria-controls={isOpen ? (combobox.listId ?? undefined) : undefined}
              placeholder={placeholder}
              title={help}
              value={filter}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                onChange(event.currentTarget.value);
                setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
                combobox.openDropdown();
                combobox.resetSelectedOption();
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
              onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
              onKeyDown={onKeyDown}
              onFocus={() => setFocused(true)}
              onBlur={() => {
                setFocused(false);
                combobox.closeDropdown();
              }}
            />
          </Combobox.Target>
        </div>
        {filter === "" ? (
          <Kbd keys="/" />
        ) : (
          <button
            type="button"
            className={classes.clear}
            aria-label={t("shared.filter.clear")}
            onClick={() => onChange("")}
          >
            <IconX size={14} aria-hidden />
          </button>
        )}
        <p role="status" className={classes.unknown}>
          {unknown.join(" · ")}
        </p>
      </div>
      <Combobox.Dropdown hidden={!isOpen} className={classes.offered}>
        <Combobox.Options aria-label={t("shared.filter.terms")}>
          {completions.map(({ term, meaning }) => (
            <Combobox.Option key={term} value={term} className={classes.option}>
              <span className="mono">{term}</span>
              <span className="faint">{meaning}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The same text again, letter under letter, with terms as chips. */
function marked(filter: string, language: FilterLanguage, caret: number | null) {
  let end = 0;
  const parts = filterTerms(filter).map((term) => {
    const gap = filter.slice(end, term.start);
    end = term.end;
    const reading = language.read(term.text);
    const isUnknown = typeof reading !== "string";
    const isChip = isUnknown ? caret === null || !isAt(term, caret) : reading === "term";
    return (
      <Fragment key={term.start}>
        {gap}
        {isChip ? <mark data-unknown={isUnknown || undefined}>{term.text}</mark> : term.text}
      </Fragment>
    );
  });
  return (
    <>
      {parts}
      {filter.slice(end)}
    </>
  );
}
