// The editor of a coding round: CodeMirror 6 over the textarea it stands beside.
import { EditorView, keymap, lineNumbers, highlightActiveLine, drawSelection } from "@codemirror/view";
import { EditorState, Compartment } from "@codemirror/state";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, syntaxHighlighting, bracketMatching, indentUnit, indentOnInput } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { tags } from "@lezer/highlight";
globalThis.CodeMirrorKit = { EditorView, keymap, lineNumbers, highlightActiveLine, drawSelection, EditorState, Compartment, defaultKeymap, history, historyKeymap, indentWithTab, python, HighlightStyle, syntaxHighlighting, bracketMatching, indentUnit, indentOnInput, searchKeymap, tags };
