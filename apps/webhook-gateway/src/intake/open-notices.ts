/** Of a notice that waits for its verdict, or for what loyalty-core makes of its command; as the index has it. */
export const openCondition = `(state = 'sent' or (state = 'verified' and command_type is not null and outcome is null))`;
