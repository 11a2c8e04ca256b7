let lastMoment = 0;

/** A moment in the order in which things happen in this process. Clocks may be set back. */
export const nextMoment = () => ++lastMoment;
