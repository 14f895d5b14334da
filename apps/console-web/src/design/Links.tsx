import { Anchor, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

const ButtonAnchor = (props: ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>) => (
  <Button component="a" {...props} />
);

/** A button, and a link in a text, that lead to another screen; where they lead is checked like any other call. */
export const LinkButton = createLink(ButtonAnchor);
export const TextLink = createLink(Anchor<'a'>);
