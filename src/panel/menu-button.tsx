import * as React from 'react';

/** One entry of a menu. */
export interface IMenuItem {
  label: string;
  /** Why it cannot be chosen; null when it can. */
  reason: string | null;
  onPress: () => void;
}

/**
 * A menu button after the ARIA authoring practices: Enter, Space and the arrows open it; arrows, Home and End move;
 * Escape closes it and Tab leaves it.
 */
export function MenuButton(props: {
  label: string;
  items: readonly IMenuItem[];
  className?: string;
  /** Stands on the button before its arrow. */
  text?: string;
}): JSX.Element {
  const [open, setOpen] = React.useState(false);
  const root = React.useRef<HTMLDivElement>(null);
  const start = React.useRef<'first' | 'last'>('first');
  const id = React.useId();

  const entries = () =>
    Array.from(
      root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []
    );
  const show = (from: 'first' | 'last') => {
    start.current = from;
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };

  React.useEffect(() => {
    if (!open) {
      return;
    }
    keepInSight(root.current);
    const list = entries();
    list[start.current === 'first' ? 0 : list.length - 1]?.focus();
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onButtonKey = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      show(event.key === 'ArrowDown' ? 'first' : 'last');
    }
  };
  const onMenuKey = (event: React.KeyboardEvent) => {
    const list = entries();
    const at = list.indexOf(document.activeElement as HTMLElement);
    const to = nextEntry(event.key, at, list.length);
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      setOpen(false);
    } else if (to !== null) {
      event.preventDefault();
      list[to].focus();
    }
  };
  const choose = (item: IMenuItem) => {
    if (item.reason === null) {
      close();
      item.onPress();
    }
  };

  return (
    <div className="jp-Reproducibility-menuButton" ref={root}>
      <button
        type="button"
        className={`jp-Reproducibility-button ${props.className ?? ''}`}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? close() : show('first'))}
        onKeyDown={onButtonKey}
      >
        {props.text ? `${props.text} ` : null}
        <span aria-hidden="true">▾</span>
      </button>
      {open ? (
        <ul
          className="jp-Reproducibility-menu"
          role="menu"
          id={id}
          aria-label={props.label}
          onKeyDown={onMenuKey}
        >
          {props.items.map(item => (
            <li key={item.label} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-disabled={item.reason !== null || undefined}
                aria-description={item.reason ?? undefined}
                onClick={() => choose(item)}
              >
                <span>{item.label}</span>
                {item.reason === null ? null : <small>{item.reason}</small>}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Moves the menu to the side where it would be cut off. */
function keepInSight(root: HTMLElement | null): void {
  const menu = root?.querySelector<HTMLElement>('[role="menu"]');
  const view = root?.closest('.jp-Reproducibility-scroll');
  if (menu && view) {
    const cut =
      view.getBoundingClientRect().left - menu.getBoundingClientRect().left;
    menu.style.translate = cut > 0 ? `${Math.ceil(cut) + 4}px 0` : '';
  }
}

/** Where a key leads in a menu of `length` entries; null when it does not move. */
function nextEntry(key: string, at: number, length: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowUp':
      return (at - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}
