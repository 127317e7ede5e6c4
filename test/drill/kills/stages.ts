/** All stages of a film's life, in order: sound and drawing come after the first render, before copies and exports are made. */
import { hearing } from './hearing.ts'
import { pictured } from './life.ts'

export const stages = [pictured[0]!, ...hearing, ...pictured.slice(1)]
