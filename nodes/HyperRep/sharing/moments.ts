let lastMoment = 0;

/** A moment in the order of events in this process. Clocks may be set back. */
export const nextMoment = () => ++lastMoment;
