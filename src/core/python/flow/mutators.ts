/** Methods that change the object they belong to: of the built-in types, and of data frames, arrays and plots. */
const MUTATORS = new Set(
  `add append appendleft clear difference_update discard extend extendleft fill fit insert intersection_update pop
  popitem popleft put remove resize reverse rotate setdefault sort symmetric_difference_update update write
  writelines itemset partial_fit set_index_ seed shuffle partition setflags load_state_dict train eval step backward
  zero_grad add_ mul_ sub_ div_ copy_ zero_ compile build commit execute close plot scatter bar hist set_title
  set_xlabel set_ylabel legend subscribe observe register`.split(/\s+/)
);

/** True for a method that is known to change its object. */
export function isMutator(name: string): boolean {
  return MUTATORS.has(name);
}
