/** How people are told of what there is or is not. */
export const yesOrNo = (there: boolean): string => (there ? 'yes' : 'no');
