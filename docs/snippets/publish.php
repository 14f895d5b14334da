<?php
require 'PhpAmqpLib/autoload.php'; // apt install php-amqplib; with composer: vendor/autoload.php
use PhpAmqpLib\Connection\AMQPStreamConnection;
use PhpAmqpLib\Message\AMQPMessage;

function uuid7(): string {
    $hex = sprintf('%012x7', microtime(true) * 1000) . bin2hex(random_bytes(10)); // time, version, randomness
    return vsprintf('%s%s-%s-%s-8%.3s-%s%s%s', str_split(substr($hex, 0, 32), 4));
}
function publish(string $url, string $exchange, string $type, array $about, array $data): void {
    ['host' => $host, 'port' => $port, 'user' => $source, 'pass' => $password, 'path' => $path] = parse_url($url);
    $connection = new AMQPStreamConnection($host, $port, $source, urldecode($password), urldecode(substr($path, 1)));
    $channel = $connection->channel();
    $channel->confirm_select();
    $channel->set_nack_handler(fn () => throw new RuntimeException('the broker could not keep it'));
    $message = ['specversion' => '1.0', 'id' => uuid7(), 'source' => $source, 'type' => $type,
        'time' => gmdate('Y-m-d\TH:i:s\Z'), ...$about, 'data' => $data]; // source: the user of the connection
    $channel->basic_publish(new AMQPMessage(json_encode($message), ['delivery_mode' => 2, 'user_id' => $source,
        'content_type' => 'application/cloudevents+json', 'message_id' => $message['id']]), $exchange, $type);
    $channel->wait_for_pending_acks(10); // from here on the broker keeps it; after an error publish again, same id
    $connection->close();
    echo "published $type {$message['id']}\n";
}

$award = ['email' => 'jana@shop.test', 'amount' => '10.00', 'reason' => 'order', 'idempotencyKey' => 'order-4713'];
publish(getenv('COMMAND_URL'), 'loyalty.commands', 'loyalty.AwardCredit.v1', ['shopid' => 'demo'], $award);

$customer = ['shopid' => 'example', 'subject' => '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01', 'sequence' => sprintf('%d', microtime(true) * 1e6)];
$warning = ['amount' => '10.00', 'expiresOn' => '2027-12-31', 'leadDays' => 14];
publish(getenv('EVENT_URL'), 'loyalty.events', 'loyalty.CreditsExpiring.v1', $customer, $warning);
