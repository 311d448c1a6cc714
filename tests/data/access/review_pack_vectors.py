# SPDX-License-Identifier: GPL-3.0-or-later
# Vectors of storage/FORMATS.md §10, made with python3-cryptography and the HChaCha20 of draft-irtf-cfrg-xchacha-03.
import json,hashlib,struct,base64
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey,X25519PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
def canon(o): return json.dumps(o,sort_keys=True,separators=(',',':'),ensure_ascii=False).encode()
def rotl(x,n): return ((x<<n)|(x>>(32-n)))&0xffffffff
def qr(s,a,b,c,d):
    s[a]=(s[a]+s[b])&0xffffffff; s[d]=rotl(s[d]^s[a],16)
    s[c]=(s[c]+s[d])&0xffffffff; s[b]=rotl(s[b]^s[c],12)
    s[a]=(s[a]+s[b])&0xffffffff; s[d]=rotl(s[d]^s[a],8)
    s[c]=(s[c]+s[d])&0xffffffff; s[b]=rotl(s[b]^s[c],7)
def hchacha(key,n16):
    s=list(struct.unpack('<4I',b'expand 32-byte k'))+list(struct.unpack('<8I',key))+list(struct.unpack('<4I',n16))
    for _ in range(10):
        qr(s,0,4,8,12);qr(s,1,5,9,13);qr(s,2,6,10,14);qr(s,3,7,11,15)
        qr(s,0,5,10,15);qr(s,1,6,11,12);qr(s,2,7,8,13);qr(s,3,4,9,14)
    return struct.pack('<8I',*(s[0:4]+s[12:16]))
def xseal(key,nonce,aad,plain):
    return ChaCha20Poly1305(hchacha(key,nonce[:16])).encrypt(b'\0\0\0\0'+nonce[16:],plain,aad)
raw=lambda k:k.public_bytes_raw()
bob=X25519PrivateKey.from_private_bytes(bytes.fromhex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'))
eph=X25519PrivateKey.from_private_bytes(bytes(range(1,33)))
ws='000102030405060708090a0b0c0d0e0f'
line=lambda row:dict(account='ann',conflicts=[],earlier='',entitlement='Clerk / Bills (Full)',flags=['privileged'],last_used='',name='',peers='',person='',row=row,said=0,stage=1,subject='',unknown=[])
sheet=dict(as_of='2026-09-30',campaign=3,campaign_digest='a'*64,company='Acme Corp',entity='',format='oxseal-review-pack',lines=[line(2),line(5)],login='rita',made_at='2026-10-02T08:00:00.000000Z',nonce='0'*32,period='2026-Q3',reply_key='07'*32,reviewer='Rita',system='ERP',v=1,workspace=ws)
content=canon(sheet); digest=hashlib.sha256(content).digest()
keys={'public':{'box':base64.b64encode(raw(bob.public_key())).decode(),'login':'rita'}}
about=canon(dict(keys=keys,login='rita',workspace=ws))
head=b'OXSEALRP'+struct.pack('>II',1,len(about))+about
ephpub=raw(eph.public_key()); shared=eph.exchange(bob.public_key())
mat=HKDF(hashes.SHA256(),56,ephpub+raw(bob.public_key()),b'oxseal box 1').derive(shared)
pack=head+ephpub+xseal(mat[:32],mat[32:],head,content)
print('content sha256',digest.hex()); print('pack',len(pack),hashlib.sha256(pack).hexdigest())
ed=Ed25519PrivateKey.from_private_bytes(bytes.fromhex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'))
reply=dict(answered_at='2026-10-03T08:00:00.000000Z',answers=[dict(code='leaver',comment='left',decision='revoke',row=2,target='')],campaign_digest='a'*64,format='oxseal-review-reply',login='rita',pack=digest.hex(),v=1)
sig=ed.sign(('oxseal/'+ws+'/review-reply\n').encode()+canon(reply)+b'\n')
body=canon(dict(reply=reply,session_key=raw(ed.public_key()).hex(),signature=base64.b64encode(sig).decode()))
h=b'OXSEALRR'+struct.pack('>I',1)+digest
nonce=bytes(range(1,25))
r=h+nonce+xseal(bytes([7]*32),nonce,h,body)
print('signature',base64.b64encode(sig).decode()); print('reply',len(r),hashlib.sha256(r).hexdigest())
