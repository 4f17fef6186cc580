import * as React from 'react';
import type { IRulesModel } from '../lab/rules-view';
import { useView } from './context';
import { MenuButton, type IMenuItem } from './menu-button';

/** Marks that a person may set on a cell from here: a menu. */
export function CellTags(props: {
  rules: IRulesModel;
  index: number;
}): JSX.Element {
  const { trans } = useView();
  const { rules, index } = props;
  const [, redraw] = React.useReducer((n: number) => n + 1, 0);
  const ignored = rules.tag(index, 'nbval-ignore-output');
  const raises = rules.tag(index, 'raises-exception');
  const items: IMenuItem[] = [
    {
      label: ignored.on
        ? trans.__('Compare the outputs of this cell again')
        : trans.__('Ignore the outputs of this cell'),
      reason: ignored.reason,
      onPress: () => {
        rules.setTag(index, 'nbval-ignore-output', !ignored.on);
        redraw();
      }
    },
    {
      label: raises.on
        ? trans.__('Expect no error of this cell any more')
        : trans.__('Expect an error of this cell'),
      reason: raises.reason,
      onPress: () => {
        rules.setTag(index, 'raises-exception', !raises.on);
        redraw();
      }
    }
  ];
  return (
    <MenuButton
      label={trans.__('Tags of cell %1', index + 1)}
      text={trans.__('Tags')}
      items={items}
    />
  );
}
