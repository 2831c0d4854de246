/** Owns a backend: the companion of an open project, a fine-tuning run, an export. One engine a worker. */
import { serve } from './on-duty';
import { trainer } from './trainer/trainer';

serve(trainer);
