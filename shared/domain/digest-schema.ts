import * as z from 'zod'
import {isDigest} from './digest.ts'

export const digestSchema = z.string().refine(isDigest, 'must be sha256: and 64 hex digits')
