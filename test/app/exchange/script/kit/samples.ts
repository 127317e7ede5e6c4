/** One file of each kind, with what is peculiar to it. */
import { readScript, type ReadScript } from '../../../../../app/exchange/script/read-script.ts'
import type { Columns } from '../../../../../app/exchange/script/columns.ts'
import type { LeftKind } from '../../../../../app/exchange/script/script.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 } // a chunk is a second
const idOf = (index: number): string => `card-${index}`
export const read = (name: string, text: string, columns?: Columns): ReadScript =>
  readScript({ name, text }, base, idOf, columns)
/** What is not taken in, by how much of each kind. */
export const leftOf = ({ left }: ReadScript): Partial<Record<LeftKind, number>> =>
  Object.fromEntries(left.map(({ kind, count }) => [kind, count]))

export const fountain = `Title:
    _**The Night Train**_
Author: Ada

# Act one

INT. STATION - NIGHT #12#

= Mia arrives late.

Rain on the glass roof. MIA runs *fast* along the platform. [[Use the crane.]]

MIA
(out of breath)
Wait! Please!

CONDUCTOR (O.S.) ^
Too late.

/* A line that was cut.

Two of them. */

The doors close.

CUT TO:

.THE BRIDGE

The train crosses.
Slowly.

===

> THE END <
`

export const fdx = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="12" Type="Scene Heading">
      <SceneProperties Length="1/8" Page="1"><Summary><Paragraph><Text>Not of the script.</Text></Paragraph></Summary></SceneProperties>
      <Text>INT. STATION - NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text>Rain on the </Text><Text Style="Italic">glass</Text><Text> roof &amp; the rails.</Text>
      <ScriptNote><Paragraph><Text>Use the crane.</Text></Paragraph></ScriptNote>
    </Paragraph>
    <Paragraph Type="Character"><Text>MIA</Text></Paragraph>
    <Paragraph Type="Parenthetical"><Text>(out of breath)</Text></Paragraph>
    <Paragraph Type="Dialogue"><Text>Wait! Please!</Text></Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>CONDUCTOR</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Too late.</Text></Paragraph>
        <Paragraph Type="Character"><Text>VOICE</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Run.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Type="Action"><Text>The doors close.</Text></Paragraph>
    <Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
    <Paragraph Type="Scene Heading"><Text>EXT. BRIDGE - DAY</Text></Paragraph>
    <Paragraph Type="Shot"><Text>ANGLE ON the train.</Text></Paragraph>
  </Content>
  <TitlePage><Content><Paragraph><Text>The Night Train</Text></Paragraph></Content></TitlePage>
</FinalDraft>
`

export const csv = `\uFEFFShot;Scene;Description;Dialogue;Camera;Duration;Start TC\r
1A;Station;"Rain on the ""glass"" roof.\r
It pours.";MIA: Wait!;Crane;4,5 s;01:00:00:00\r
1B;Station;The doors close.;;;soon;01:00:04:12\r
;;;;;;\r
2;Bridge;'-20 degrees. The train crosses.;;Wide;0:00:06;\r
`

export const storyboarder = JSON.stringify({
  version: '2.0.0',
  defaultBoardTiming: '2000',
  boards: [
    {
      ...{ uid: 'A1', newShot: true, shot: '1A', url: 'board-1-A1.png', duration: 3400, action: 'Rain on the roof.' },
      ...{ dialogue: 'Wait!', notes: 'Use the crane.', audio: { filename: '1.wav' }, layers: {} }
    },
    { uid: 'A2', newShot: false, shot: '1B', url: '../secret.png', action: 'The doors close.' },
    'damaged'
  ]
})

export const shotList = `# The Night Train
seed: 7
@mia = a woman in a red coat

## 1. Meeting (4 s)
@mia runs.
`
