/** Knows every picture of a collection by what is known of it, and finds those that are wanted. */
import { catalogueApi } from './catalogue/api';
import { serve } from './on-duty';

serve(catalogueApi());
