"use strict";
// Runs beside the sound (AudioWorklet): the microphone as 16-bit samples, 16,000 a second, one channel, a tenth of a second at once.
const RATE = 16000;
const LOBES = 12; // of the filter that keeps out what 16,000 samples a second cannot carry
const BLOCK = RATE / 10;
const divisor = (a, b) => (b ? divisor(b, a % b) : a);

/** The weights for each of the places between two input samples at which an output sample can stand. */
const kernels = (phases, half, cutoff) => Array.from({ length: phases }, (_, phase) => {
  const weights = Float32Array.from({ length: 2 * half + 1 }, (_unused, tap) => {
    const far = tap - half - phase / phases;
    const angle = Math.PI * cutoff * far;
    return (far ? Math.sin(angle) / angle : 1) * (0.5 + 0.5 * Math.cos((Math.PI * far) / (half + 1)));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
});

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    const common = divisor(sampleRate, RATE);
    this.phases = RATE / common; // output sample n stands at input place n * step / phases
    this.step = sampleRate / common;
    const cutoff = Math.min(1, (0.95 * RATE) / sampleRate);
    this.half = Math.ceil(LOBES / cutoff);
    this.kernels = kernels(this.phases, this.half, cutoff);
    this.line = new Float32Array(this.half); // input not used up yet, silence before the first
    this.whole = this.half; // where in it the next output sample stands: whole samples and a phase
    this.phase = 0;
    this.block = new Int16Array(BLOCK);
    this.filled = 0;
    this.port.onmessage = () => { // the end: what is left, then nothing
      this.port.postMessage(this.block.slice(0, this.filled));
      this.port.postMessage(null);
      this.ended = true;
    };
  }

  process([channels]) {
    if (this.ended) return false;
    if (!channels?.length) return true;
    const length = channels[0].length;
    const line = new Float32Array(this.line.length + length);
    line.set(this.line);
    for (let at = 0; at < length; at += 1) {
      let sum = 0;
      for (const channel of channels) sum += channel[at];
      line[this.line.length + at] = sum / channels.length;
    }
    while (this.whole + this.half < line.length) this.add(line);
    const used = this.whole - this.half;
    this.line = line.slice(used);
    this.whole = this.half;
    return true;
  }

  add(line) {
    const weights = this.kernels[this.phase];
    let value = 0;
    for (let tap = 0; tap < weights.length; tap += 1) value += weights[tap] * line[this.whole - this.half + tap];
    this.block[this.filled] = Math.round(32767 * Math.max(-1, Math.min(1, value)));
    this.filled += 1;
    if (this.filled === BLOCK) {
      this.port.postMessage(this.block.slice());
      this.filled = 0;
    }
    this.phase += this.step;
    this.whole += Math.floor(this.phase / this.phases);
    this.phase %= this.phases;
  }
}
registerProcessor("recorder", Recorder);
