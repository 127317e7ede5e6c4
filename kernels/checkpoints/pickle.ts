/**
 * Reads a pickle (Python serialisation, protocol 2 as torch writes it) as plain data. A pickle is a program; this
 * interpreter only builds containers, numbers and texts, and calls nothing but the functions of `Meaning`, which are ours.
 */
import { asksForCode, damaged } from '../weights/refusal.ts'

/** A Python global that the pickle names: `torch.FloatStorage`. */
export class PyGlobal {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
export class PyTuple {
  readonly items: readonly unknown[]
  constructor(items: readonly unknown[]) {
    this.items = items
  }
}
export class PyList {
  readonly items: unknown[] = []
}
export class PyDict {
  readonly entries = new Map<string | number, unknown>()
}

/** How the reader interprets names. All methods throw Failure. */
export interface Meaning {
  /** Whether the file may contain this name. */
  knows(name: string): boolean
  /** The result of calling it. */
  call(name: string, args: readonly unknown[]): unknown
  /** What a persistent id, a reference to data outside the pickle, stands for. */
  persistent(id: unknown): unknown
}

/** A checkpoint's pickle has about 50 steps a tensor. */
const mostSteps = 2_000_000

const names: Readonly<Record<number, string>> = {
  ...{ 0x69: 'INST', 0x6f: 'OBJ', 0x82: 'EXT1', 0x83: 'EXT2', 0x84: 'EXT4', 0x93: 'STACK_GLOBAL', 0x95: 'FRAME' }
}

/**
 * @param path for error messages
 * @throws Failure `weights.code` when it names what `meaning` does not know; `weights.damaged` when it is no valid pickle
 */
export function readPickle(path: string, bytes: Buffer, meaning: Meaning): unknown {
  const reader = new Reader(path, bytes, meaning)
  for (let step = 0; step < mostSteps; step++) if (reader.step()) return reader.result()
  throw damaged(path, `its list of tensors has more than ${mostSteps} steps`)
}

class Reader {
  readonly #path: string
  readonly #bytes: Buffer
  readonly #meaning: Meaning
  readonly #memo = new Map<number, unknown>()
  /** Stacks set aside by MARK. */
  readonly #aside: unknown[][] = []
  #stack: unknown[] = []
  #at = 0

  constructor(path: string, bytes: Buffer, meaning: Meaning) {
    this.#path = path
    this.#bytes = bytes
    this.#meaning = meaning
  }

  /** Executes one instruction; true when it was the last. */
  step(): boolean {
    const code = this.#number(1)
    switch (code) {
      case 0x80: // PROTO
        if (this.#number(1) > 5) throw this.#bad('it is of a protocol nobody knows')
        break
      case 0x2e: // STOP
        return true
      case 0x28: // MARK
        this.#aside.push(this.#stack)
        this.#stack = []
        break
      case 0x4e: // NONE
        return this.#push(null)
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        return this.#push(code === 0x88)
      case 0x4a: // BININT
        return this.#push(this.#take(4).readInt32LE(0))
      case 0x4b: // BININT1
        return this.#push(this.#number(1))
      case 0x4d: // BININT2
        return this.#push(this.#number(2))
      case 0x8a: // LONG1
        return this.#push(this.#long(this.#take(this.#number(1))))
      case 0x47: // BINFLOAT
        return this.#push(this.#take(8).readDoubleBE(0))
      case 0x58: // BINUNICODE
        return this.#push(this.#take(this.#number(4)).toString('utf8'))
      case 0x55: // SHORT_BINSTRING
        return this.#push(this.#take(this.#number(1)).toString('latin1'))
      case 0x29: // EMPTY_TUPLE
        return this.#push(new PyTuple([]))
      case 0x85: // TUPLE1, TUPLE2, TUPLE3
      case 0x86:
      case 0x87:
        return this.#push(new PyTuple(this.#popSome(code - 0x84)))
      case 0x74: // TUPLE
        return this.#push(new PyTuple(this.#sinceMark()))
      case 0x5d: // EMPTY_LIST
        return this.#push(new PyList())
      case 0x7d: // EMPTY_DICT
        return this.#push(new PyDict())
      case 0x61: // APPEND
        this.#append(this.#popSome(1))
        break
      case 0x65: // APPENDS
        this.#append(this.#sinceMark())
        break
      case 0x73: // SETITEM
        this.#set(this.#popSome(2))
        break
      case 0x75: // SETITEMS
        this.#set(this.#sinceMark())
        break
      case 0x71: // BINPUT
      case 0x72: // LONG_BINPUT
        this.#memo.set(this.#number(code === 0x71 ? 1 : 4), this.#top())
        break
      case 0x68: // BINGET
      case 0x6a: // LONG_BINGET
        return this.#recall(this.#number(code === 0x68 ? 1 : 4))
      case 0x63: // GLOBAL
        return this.#push(this.#global(`${this.#line()}.${this.#line()}`))
      case 0x51: // BINPERSID
        return this.#push(this.#meaning.persistent(this.#pop()))
      case 0x52: // REDUCE
      case 0x81: // NEWOBJ
        this.#call()
        break
      case 0x62: // BUILD
        this.#build()
        break
      default: {
        const name = names[code] ?? `0x${code.toString(16)}`
        throw this.#bad(`it has the instruction ${name}, which torch does not write`)
      }
    }
    return false
  }

  result(): unknown {
    if (this.#aside.length > 0 || this.#stack.length !== 1 || this.#at !== this.#bytes.length)
      throw this.#bad('it does not end as it should')
    return this.#stack[0]
  }

  #global(name: string): PyGlobal {
    if (!this.#meaning.knows(name)) throw asksForCode(this.#path, name)
    return new PyGlobal(name)
  }

  #call(): void {
    const [callee, args] = this.#popSome(2)
    if (!(callee instanceof PyGlobal) || !(args instanceof PyTuple)) throw this.#bad('it calls what is no function')
    this.#push(this.#meaning.call(callee.name, args.items))
  }

  /** State set on an object: torch's version notes, which are ignored. */
  #build(): void {
    this.#pop()
    const built = this.#top()
    if (typeof built !== 'object' || built === null || built instanceof PyGlobal || built instanceof PyTuple)
      throw this.#bad('it gives a state to what has none')
  }

  #append(items: readonly unknown[]): void {
    const list = this.#top()
    if (!(list instanceof PyList)) throw this.#bad('it appends to what is no list')
    for (const item of items) list.items.push(item)
  }

  #set(items: readonly unknown[]): void {
    const dict = this.#top()
    if (!(dict instanceof PyDict) || items.length % 2 !== 0) throw this.#bad('it sets entries of what is no dict')
    for (let k = 0; k < items.length; k += 2) {
      const key = items[k]
      if (typeof key !== 'string' && typeof key !== 'number') throw this.#bad('it has an entry without a plain name')
      dict.entries.set(key, items[k + 1])
    }
  }

  #recall(slot: number): false {
    if (!this.#memo.has(slot)) throw this.#bad('it refers to what it does not hold')
    return this.#push(this.#memo.get(slot))
  }

  #push(value: unknown): false {
    this.#stack.push(value)
    return false
  }

  #pop(): unknown {
    return this.#popSome(1)[0]
  }

  #top(): unknown {
    if (this.#stack.length === 0) throw this.#bad('it takes what is not there')
    return this.#stack.at(-1)
  }

  #popSome(count: number): unknown[] {
    if (this.#stack.length < count) throw this.#bad('it takes what is not there')
    return this.#stack.splice(this.#stack.length - count, count)
  }

  #sinceMark(): unknown[] {
    const items = this.#stack
    const before = this.#aside.pop()
    if (!before) throw this.#bad('a mark is missing')
    this.#stack = before
    return items
  }

  #take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw this.#bad('it ends too early')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  #number(bytes: 1 | 2 | 4): number {
    return this.#take(bytes).readUIntLE(0, bytes)
  }

  /** A whole number of any length, in two's complement; one beyond 2^53 is not exact. */
  #long(bytes: Buffer): number {
    if (bytes.length === 0) return 0
    const digits = Buffer.from(bytes).reverse().toString('hex')
    return Number(BigInt.asIntN(8 * bytes.length, BigInt(`0x${digits}`)))
  }

  #line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at)
    if (end < 0) throw this.#bad('it ends too early')
    const line = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return line
  }

  #bad(why: string): Error {
    return damaged(this.#path, `of its list of tensors, ${why}`)
  }
}
