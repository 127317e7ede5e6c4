/** Counts open modal dialogs: while there is one, no key is a command of the film behind it, wherever focus is. */
let open = 0

/** Called when a modal dialog opens. @returns to be called when it closes */
export function openModal(): () => void {
  open++
  return () => open--
}

export const isModalOpen = (): boolean => open > 0
