import { Anchor, Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A button, and a link in a text, that lead to another screen; where they lead is checked like any other call. */
export const LinkButton = createLink(Button<'a'>);
export const TextLink = createLink(Anchor<'a'>);
