import json, os, secrets, time, uuid
from datetime import datetime, timezone
import pika  # apt install python3-pika, or pip install pika

def uuid7():
    random = secrets.randbits(80)  # 48 bits of time, then version, randomness and variant
    return str(uuid.UUID(int=time.time_ns() // 10**6 << 80 | 7 << 76 | random >> 68 << 64 | 2 << 62 | random & (1 << 62) - 1))

def publish(url, exchange, type, about, data):
    connection = pika.BlockingConnection(pika.URLParameters(url))
    channel = connection.channel()
    channel.confirm_delivery()  # basic_publish returns once the broker keeps it; after an error publish again, same id
    source = pika.URLParameters(url).credentials.username  # the broker compares it with the connection's user
    now = datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.%fZ')
    message = {'specversion': '1.0', 'id': uuid7(), 'source': source, 'type': type, 'time': now, **about, 'data': data}
    channel.basic_publish(exchange, type, json.dumps(message), pika.BasicProperties(
        delivery_mode=2, content_type='application/cloudevents+json', message_id=message['id'], user_id=source))
    connection.close()
    print('published', type, message['id'])

award = {'email': 'jana@shop.test', 'amount': '10.00', 'reason': 'order', 'idempotencyKey': 'order-4712'}
publish(os.environ['COMMAND_URL'], 'loyalty.commands', 'loyalty.AwardCredit.v1', {'shopid': 'demo'}, award)

customer = {'shopid': 'example', 'subject': '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01', 'sequence': str(time.time_ns() // 1000)}
warning = {'amount': '10.00', 'expiresOn': '2027-12-31', 'leadDays': 14}
publish(os.environ['EVENT_URL'], 'loyalty.events', 'loyalty.CreditsExpiring.v1', customer, warning)
