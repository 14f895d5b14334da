export { type MailContent, mailContent, type MailLanguage, type MailLayout } from './mail-layout';
export { backOffOf, outcomeOfError, type SendOutcome } from './send-outcome';
export { smtpConfig, smtpVariables } from './smtp-variables';
export { type OutgoingMail, type SmtpConfig, SmtpService } from './smtp.service';
